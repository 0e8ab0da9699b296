using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Deployments.Steps;
using ReleasePortal.Core.Promotions;

namespace ReleasePortal.Core.Deployments;

/// <summary>The steps of every deployment, in the order they run.</summary>
public sealed class DeploymentPlan(IReadOnlyList<IDeploymentStep> steps)
{
    public IReadOnlyList<IDeploymentStep> Steps => steps;

    readonly IReadOnlyList<IDeploymentStep> _provisioning = [.. steps.Where(step => step.IsProvisioning)];

    /// <summary>Where only the stage's resources are made as described, nothing else is touched.</summary>
    public IReadOnlyList<IDeploymentStep> StepsOf(PromotionKind kind) => kind is PromotionKind.Provision ? _provisioning : steps;

    public IReadOnlyList<string> StepNamesOf(PromotionKind kind) => [.. StepsOf(kind).Select(step => step.Name)];

    /// <summary>By a step's name: the earlier ones that are done again when a person lets the deployment run again from it.</summary>
    public ILookup<string, string> Repeated { get; } = steps
        .SelectMany(step => step.RepeatsWhenRunAgain.Select(earlier => (step.Name, Earlier: earlier)))
        .ToLookup(pair => pair.Name, pair => pair.Earlier, StringComparer.Ordinal);

    /// <summary>This list is the whole story.</summary>
    public static DeploymentPlan Standard(IServiceProvider services) => new([
        Step<ProvisionResources>(services),
        Step<MintToken>(services),
        Step<StoreToken>(services),
        Step<DeployBundle>(services),
        Step<RunChecks>(services),
        Step<RetireTokens>(services),
        Step<ReportToGitHub>(services),
    ]);

    static IDeploymentStep Step<T>(IServiceProvider services)
        where T : IDeploymentStep => ActivatorUtilities.CreateInstance<T>(services);
}
