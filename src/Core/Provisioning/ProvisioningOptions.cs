using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Provisioning;

/// <summary>Section <c>Provisioning</c>.</summary>
public sealed class ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>How long a look at a stage's resources stays good.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromHours(6);
}

[OptionsValidator]
public sealed partial class ProvisioningOptionsValidator : IValidateOptions<ProvisioningOptions>;
