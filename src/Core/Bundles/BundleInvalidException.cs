using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles;

/// <summary>The release is wrong: a person must change the bundle (or the workspace) before another try can succeed.</summary>
public sealed class BundleInvalidException : Exception
{
    public BundleInvalidException(IReadOnlyList<Diagnostic> diagnostics)
        : base(Describe(diagnostics)) => Diagnostics = diagnostics;

    public BundleInvalidException(string reason, Exception? cause = null)
        : base(reason, cause) => Diagnostics = [new(Severity.Error, reason, "", [], "")];

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    static string Describe(IReadOnlyList<Diagnostic> diagnostics) =>
        string.Join(
            '\n', diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).Select(diagnostic => diagnostic.ToString()));
}
