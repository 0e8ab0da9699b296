namespace ReleasePortal.Core;

/// <summary>A text that must not be printed: logs, exceptions and pages show dots.</summary>
public sealed class Secret(string text)
{
    public string Reveal() => text;

    public override string ToString() => "•••";
}
