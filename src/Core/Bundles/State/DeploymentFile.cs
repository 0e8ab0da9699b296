namespace ReleasePortal.Core.Bundles.State;

/// <summary><c>deployment.json</c>: the files that the last deployment brought, so that another machine can take away
/// what is gone.</summary>
sealed record DeploymentFile
{
    public int Version { get; init; } = 1;

    public required long Seq { get; init; }

    public string CliVersion { get; init; } = BundleVersion.Cli;

    public required DateTimeOffset Timestamp { get; init; }

    public required IReadOnlyList<DeployedFile> Files { get; init; }

    public required Guid Id { get; init; }
}

sealed record DeployedFile(string LocalPath, bool IsNotebook);
