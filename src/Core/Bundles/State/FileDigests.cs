namespace ReleasePortal.Core.Bundles.State;

/// <summary>
/// <c>file-digests.json</c>, our own: what the uploaded files held, so that a plan can name the changed ones without downloading all.
/// It counts only for the deployment.json it names: after a deployment by the Databricks CLI every file counts as changed, unless that was
/// from this folder (<see cref="LocalSync"/>). Times of change cannot stand in for it: a portal has none, and a fresh clone has others.
/// </summary>
sealed record FileDigests
{
    public int Version { get; init; } = 1;

    public required Guid DeploymentId { get; init; }

    public required long DeploymentSeq { get; init; }

    /// <summary>Path to SHA-256. A file that is being uploaded is not listed, so an interrupted upload is done again.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>The same for the libraries, by their names.</summary>
    public IReadOnlyDictionary<string, string> Libraries { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool BelongsTo(DeploymentFile? deployment) => deployment?.Id == DeploymentId && deployment.Seq == DeploymentSeq;
}
