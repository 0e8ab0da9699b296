using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Core.Pipelines;

public static class AddPipelineSettingsExtensions
{
    /// <summary>The configured pipelines, checked before the first call; needs no database.</summary>
    public static IServiceCollection AddPipelineSettings(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings(
            new SettingSection<PipelinesOptions>(configuration, nameof(PipelinesOptions.Pipelines)) { Part = options => options.Pipelines })
        .AddSingleton<IValidateOptions<PipelinesOptions>, PipelinesOptionsValidator>()
        .AddSingleton<PipelineCatalog>();
}
