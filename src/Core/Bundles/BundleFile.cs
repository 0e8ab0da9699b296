namespace ReleasePortal.Core.Bundles;

/// <param name="ChangedAt">As the file system says; null where files have no history, as in an archive.</param>
public sealed record BundleFile(byte[] Content, DateTimeOffset? ChangedAt = null);
