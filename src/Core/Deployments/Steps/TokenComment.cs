namespace ReleasePortal.Core.Deployments.Steps;

/// <summary>The comment by which the portal knows its own tokens in a workspace.</summary>
static class TokenComment
{
    public static string Of(StepContext context) => $"{Prefix(context)} deployment {context.DeploymentNumber}";

    /// <summary>Pipeline and stage stand in it, for two pipelines may share a workspace.</summary>
    public static string Prefix(StepContext context) => $"Release Portal {context.Pipeline.Key}/{context.Stage.Name}";
}
