namespace ReleasePortal.Core.Bundles;

/// <summary>An archive cannot become a bundle: too large, unsafe paths, links, or not an archive.</summary>
public sealed class BundleArchiveException(string message, Exception? cause = null) : Exception(message, cause);
