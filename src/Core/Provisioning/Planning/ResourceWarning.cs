namespace ReleasePortal.Core.Provisioning.Planning;

/// <summary>What whoever approves should know of a resource, though nothing stands in its way. It is the same from one plan to the next,
/// since it is part of them.</summary>
public sealed record ResourceWarning(string Title, string Detail)
{
    public override string ToString() => $"{Title} {Detail}";
}
