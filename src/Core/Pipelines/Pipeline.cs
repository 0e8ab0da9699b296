
namespace ReleasePortal.Core.Pipelines;

/// <summary>One bundle in one GitHub repository, with its stages in order.</summary>
public sealed record Pipeline
{
    public required string Key { get; init; }

    public required string Bundle { get; init; }

    /// <summary>owner/name on GitHub.</summary>
    public required string Repository { get; init; }

    public required string Branch { get; init; }

    /// <summary>Folder of databricks.yml in the repository; empty for its root.</summary>
    public required string BundleFolder { get; init; }

    /// <summary>Whether a commit without any check on GitHub waits for one (the default) or counts as good.</summary>
    public required bool RequireChecks { get; init; }

    /// <summary>Key of the job in the bundle; null when the bundle has one job only.</summary>
    public required string? Job { get; init; }

    /// <summary>Keys of the job's tasks that look at the data; the result of the last one is the number of rows of each table.</summary>
    public required IReadOnlyList<string> CheckTasks { get; init; }

    /// <summary>Parameters of the job for a deployment that runs the checks only, by name: what only a load could set
    /// right is not asked of it.</summary>
    public required IReadOnlyDictionary<string, string> CheckParameters { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    public Stage? Find(string stage) => Stages.FirstOrDefault(item => string.Equals(item.Name, stage, StringComparison.Ordinal));

    /// <exception cref="KeyNotFoundException">The pipeline has no such stage.</exception>
    public Stage Get(string stage) => Find(stage) ?? throw new KeyNotFoundException($"Pipeline '{Key}' has no stage '{stage}'.");

    public Stage? Before(Stage stage) => stage.Ordinal == 0 ? null : Stages[stage.Ordinal - 1];

    public Stage? After(Stage stage) => stage.Ordinal + 1 < Stages.Count ? Stages[stage.Ordinal + 1] : null;
}
