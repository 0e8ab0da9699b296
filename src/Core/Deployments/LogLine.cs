namespace ReleasePortal.Core.Deployments;

public enum LineLevel
{
    Info,
    Warning,
    Error,
}

/// <summary>One line of a deployment's log.</summary>
public sealed class LogLine
{
    LogLine()
    {
    }

    public LogLine(Guid deploymentId, int sequence, int step, DateTimeOffset at, LineLevel level, string text)
    {
        DeploymentId = deploymentId;
        Sequence = sequence;
        Step = step;
        At = at;
        Level = level;
        Text = text;
    }

    public Guid DeploymentId { get; private set; }

    /// <summary>From 1 without a gap within the deployment.</summary>
    public int Sequence { get; private set; }

    /// <summary>Ordinal of the step; 0 for lines between steps.</summary>
    public int Step { get; private set; }

    public DateTimeOffset At { get; private set; }

    public LineLevel Level { get; private set; }

    public string Text { get; private set; } = null!;
}
