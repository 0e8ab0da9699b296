using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Pipelines;

public static class AddPipelineSettingsExtensions
{
    /// <summary>The configured pipelines, checked before the first call; needs no database.</summary>
    public static IServiceCollection AddPipelineSettings(this IServiceCollection services, IConfiguration configuration)
    {
        var keys = new PipelineKeys(configuration);
        return services
            .AddSingleton<IValidateOptions<PipelinesOptions>>(keys)
            .AddSingleton<IValidateOptions<PipelinesOptions>, PipelinesOptionsValidator>()
            .AddSingleton<PipelineCatalog>()
            .AddOptions<PipelinesOptions>().Configure(keys.Bind).ValidateOnStart().Services;
    }
}
