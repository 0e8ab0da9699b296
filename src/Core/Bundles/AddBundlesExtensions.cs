using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ReleasePortal.Core.Bundles;

public static class AddBundlesExtensions
{
    public static IServiceCollection AddBundles(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<ResolveBundle>()
            .AddSingleton<ValidateBundle>()
            .AddSingleton<PlanBundle>()
            .AddSingleton<ApplyBundle>()
            .AddSingleton<DestroyBundle>()
            .AddSingleton<SummariseBundle>();
    }
}
