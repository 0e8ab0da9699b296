namespace ReleasePortal.Core.Pipelines;

/// <summary>A stage, wherever it is configured.</summary>
sealed record StageAddress(string Pipeline, string Stage);
