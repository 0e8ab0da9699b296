using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>A resource's key names it in references and in the state, where dots part the names.</summary>
static class ResourceKeys
{
    /// <param name="node">What holds <c>resources</c>.</param>
    public static void Check(Node node, NodePath path, Findings findings)
    {
        foreach (var (type, resources) in (node.At("resources") as MapNode)?.Entries ?? [])
        {
            foreach (var (key, resource) in (resources as MapNode)?.Entries ?? [])
            {
                if (Objection(key) is { } objection)
                {
                    findings.Error($"{objection} in resource keys: {key}", path.Key("resources").Key(type).Key(key), resource);
                }
            }
        }
    }

    static string? Objection(string key) =>
        Reference.In(key).Any() ? "interpolation is not allowed"
        : key.Contains('.', StringComparison.Ordinal) ? "dots are not allowed"
        : string.IsNullOrWhiteSpace(key) ? "an empty text is not allowed"
        : null;
}
