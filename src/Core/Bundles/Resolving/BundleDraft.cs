using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>A bundle for a target, up to what only the workspace knows.</summary>
sealed record BundleDraft(BundleRequest Request, WorkspaceFacts Facts, Findings Findings)
{
    public required LoadedTarget Target { get; init; }

    public required IReadOnlyList<BundleLookup> Lookups { get; init; }

    public static BundleDraft Load(BundleRequest request, WorkspaceFacts facts)
    {
        var findings = new Findings();
        var target = ResolvePhases.Load(request, findings);
        if (!target.IsReadable)
        {
            return new(request, facts, findings) { Target = target, Lookups = [] };
        }

        target = ResolvePhases.Assign(target, request, facts, findings);
        return new(request, facts, findings) { Target = target, Lookups = Resolving.Lookups.Of(target.Root, findings) };
    }

    /// <param name="answers">To the lookups, by variable.</param>
    /// <returns>The resolved configuration, as far as it could be read.</returns>
    public MapNode Complete(IReadOnlyDictionary<string, LookupAnswer> answers) => Target.IsReadable
        ? ResolvePhases.Resolve(
            Target with { Root = Resolving.Lookups.Answer(Target.Root, Lookups, answers, Findings) }, Request, Facts, Findings)
        : Target.Root;
}
