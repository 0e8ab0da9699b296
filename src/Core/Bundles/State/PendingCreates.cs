using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// <c>pending-creates.json</c>, our own: what a deployment is about to create, written before it does. If a key is here and not in the
/// state, its create may have happened with nobody left to note it, so the next deployment looks for it, also when
/// the bundle no longer has it.
/// </summary>
sealed record PendingCreates
{
    public int Version { get; init; } = 1;

    /// <summary>By key.</summary>
    public required IReadOnlyDictionary<string, LostCreate> Creates { get; init; }

    public static PendingCreates None { get; } = new() { Creates = new Dictionary<string, LostCreate>(StringComparer.Ordinal) };
}
