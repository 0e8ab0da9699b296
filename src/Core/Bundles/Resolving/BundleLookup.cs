namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>A variable whose value is the id of something in the workspace.</summary>
/// <param name="Kind">For example <c>cluster_policy</c>.</param>
sealed record BundleLookup(string Variable, string Kind, string Name);
