using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Deployments;

/// <summary>The section <c>Deployments</c>.</summary>
public sealed class DeploymentOptions
{
    /// <summary>How long a stage stays reserved for a portal that no longer answers; a restarted one resumes after at
    /// most this time.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the queue is looked at when nobody signals a change.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longer than this, one step counts as hanging.</summary>
    public TimeSpan StepLimit { get; set; } = TimeSpan.FromMinutes(90);

    /// <summary>Address at which people reach the portal; links in GitHub point there.</summary>
    public Uri? PortalUrl { get; set; }
}

sealed class DeploymentOptionsValidator : IValidateOptions<DeploymentOptions>
{
    public ValidateOptionsResult Validate(string? name, DeploymentOptions options)
    {
        List<string> faults = [];
        if (options.LeaseDuration < TimeSpan.FromSeconds(1) || options.LeaseDuration > TimeSpan.FromMinutes(10))
        {
            faults.Add("Deployments:LeaseDuration must be between 1 second and 10 minutes.");
        }

        if (options.PollInterval <= TimeSpan.Zero)
        {
            faults.Add("Deployments:PollInterval must be more than nothing.");
        }

        if (options.StepLimit <= TimeSpan.Zero)
        {
            faults.Add("Deployments:StepLimit must be more than nothing.");
        }

        if (options.PortalUrl is { IsAbsoluteUri: false })
        {
            faults.Add("Deployments:PortalUrl must be a whole address such as https://releases.example.com.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
