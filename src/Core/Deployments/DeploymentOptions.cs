using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Core.Deployments;

/// <summary>The section <c>Deployments</c>.</summary>
public sealed class DeploymentOptions
{
    public const string Section = "Deployments";

    /// <summary>How long a stage stays reserved for a portal that no longer answers; a restarted one resumes after at
    /// most this time.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the queue is looked at when nobody signals a change.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longer than this, one step counts as hanging.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StepLimit { get; set; } = TimeSpan.FromMinutes(90);

    /// <summary>Address at which people reach the portal; links in GitHub point there.</summary>
    public Uri? PortalUrl { get; set; }
}
