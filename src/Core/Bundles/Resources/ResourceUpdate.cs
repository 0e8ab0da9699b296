using System.Text.Json.Nodes;
using ReleasePortal.Core.Bundles.Planning;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>A change of something that exists.</summary>
/// <param name="Live">As it was when the plan was made.</param>
/// <param name="Changes">The fields that make it necessary.</param>
sealed record ResourceUpdate(string Id, JsonObject Wish, JsonObject Live, IReadOnlyList<FieldVerdict> Changes)
{
    /// <summary>The fields of the body that hold a change, for APIs that take only those.</summary>
    public IEnumerable<string> Fields => Changes.Select(change => change.Path.Split('.', '[')[0]).Distinct(StringComparer.Ordinal);

    public FieldAction Action => Changes.Count == 0 ? FieldAction.Skip : Changes.Max(change => change.Action);
}
