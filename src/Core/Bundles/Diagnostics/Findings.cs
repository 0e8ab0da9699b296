using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Diagnostics;

/// <summary>Collects what is wrong, so that a person sees everything at once.</summary>
public sealed class Findings
{
    readonly List<Diagnostic> _all = [];
    readonly HashSet<(string Summary, string Place)> _told = [];

    public IReadOnlyList<Diagnostic> All => _all;

    public bool HasErrors { get; private set; }

    /// <summary>For details of what is found.</summary>
    public Suggestions Suggestions { get; } = new();

    public void Error(string summary, NodePath path, Node? node, string detail = "") => Add(Severity.Error, summary, path, node, detail);

    public void Warning(string summary, NodePath path, Node? node, string detail = "") =>
        Add(Severity.Warning, summary, path, node, detail);

    public void Recommend(string summary, NodePath path, Node? node, string detail = "") =>
        Add(Severity.Recommendation, summary, path, node, detail);

    public void Error(string summary, params Location[] locations) => Add(new(Severity.Error, summary, "", locations, ""));

    void Add(Severity severity, string summary, NodePath path, Node? node, string detail) =>
        Add(new(severity, summary, path.ToString(), node?.Locations ?? [], detail));

    /// <summary>The same words about the same place are said once.</summary>
    void Add(Diagnostic finding)
    {
        var place = finding.Locations.Count > 0 ? string.Join(' ', finding.Locations) : finding.Path;
        if (_told.Add((finding.Summary, place)))
        {
            _all.Add(finding);
            HasErrors |= finding.Severity is Severity.Error;
        }
    }
}
