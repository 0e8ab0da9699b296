namespace ReleasePortal.Core.Bundles;

/// <summary>Which bundle, and how it is to be read.</summary>
public sealed record BundleRequest
{
    public required BundleFiles Files { get; init; }

    /// <summary>Null: the only target, or the one marked as default.</summary>
    public string? Target { get; init; }

    /// <summary>Values of variables, stronger than everything the bundle says. See <see cref="BundleVariables"/>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the environment says about variables: BUNDLE_VAR_x, under x. Weaker than <see cref="Variables"/>.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Takes the place of every cluster that a task asks for; with <c>mode: development</c> only.</summary>
    public string? ClusterId { get; init; }

    /// <summary>The same, from an environment that serves other tools, too: the weakest, and no more than warned of
    /// where it cannot be.</summary>
    public string? EnvironmentClusterId { get; init; }

    /// <summary>The bundle's folder on this machine, where a copy of the state is kept as the Databricks CLI keeps
    /// it; null keeps none.</summary>
    public string? Folder { get; init; }

    /// <summary>Where the files come from; kept in the workspace's metadata, and what <c>${bundle.git.*}</c> means.</summary>
    public BundleGit? Git { get; init; }
}

/// <param name="Branch">Empty where none is checked out, as in continuous integration; it is then not compared with the bundle's.</param>
/// <param name="OriginUrl">As git has it; what is kept of it is the address that people open.</param>
/// <param name="BundleRootPath">The bundle's folder inside the repository, for example <c>bundle</c>.</param>
public sealed record BundleGit(string Branch, string Commit, string OriginUrl, string BundleRootPath)
{
    public string OriginUrl { get; } = RemoteAddress.Public(OriginUrl);
}
