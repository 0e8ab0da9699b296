namespace ReleasePortal.Core.Bundles.Diagnostics;

public enum Severity
{
    Error,
    Warning,
    Recommendation,
}
