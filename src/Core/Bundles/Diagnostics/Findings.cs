using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Diagnostics;

/// <summary>Collects what is wrong, so that a person sees everything at once.</summary>
public sealed class Findings
{
    readonly List<Diagnostic> _all = [];

    public IReadOnlyList<Diagnostic> All => _all;

    public bool HasErrors => _all.Exists(finding => finding.Severity is Severity.Error);

    public void Error(string summary, NodePath path, Node? node, string detail = "") => Add(Severity.Error, summary, path, node, detail);

    public void Warning(string summary, NodePath path, Node? node, string detail = "") => Add(Severity.Warning, summary, path, node, detail);

    public void Recommend(string summary, NodePath path, Node? node, string detail = "") =>
        Add(Severity.Recommendation, summary, path, node, detail);

    public void Error(string summary, params Location[] locations) => _all.Add(new(Severity.Error, summary, "", locations, ""));

    /// <summary>The same words about the same place are said once.</summary>
    void Add(Severity severity, string summary, NodePath path, Node? node, string detail)
    {
        IReadOnlyList<Location> locations = node?.Locations ?? [];
        var told = _all.Exists(other =>
            string.Equals(other.Summary, summary, StringComparison.Ordinal) && other.Locations.SequenceEqual(locations)
            && (locations.Count > 0 || string.Equals(other.Path, path.ToString(), StringComparison.Ordinal)));
        if (!told)
        {
            _all.Add(new(severity, summary, path.ToString(), locations, detail));
        }
    }
}
