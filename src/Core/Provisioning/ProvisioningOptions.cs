using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Section <c>Provisioning</c>.</summary>
public sealed class ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>How long a look at a stage's resources stays good.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>A look that takes longer has failed: Azure answers slowly, or asks to wait.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LookLimit { get; set; } = TimeSpan.FromMinutes(2);
}
