using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Clients.Azure;

namespace ReleasePortal.Core.Provisioning;

public static class AddProvisioningExtensions
{
    /// <summary>Needs <see cref="AddAzureClientExtensions.AddAzureClient"/>. The settings of a stage belong to its pipeline.</summary>
    public static IServiceCollection AddProvisioning(this IServiceCollection services) => services.AddSingleton<Provisioner>();
}
