using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Settings;

public static class AddSettingsExtensions
{
    /// <summary>The section becomes the options, as far as it can be read; the rest is told by <see cref="SettingFaults"/>.</summary>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, SettingSection<TOptions> section)
        where TOptions : class, new()
    {
        services.TryAddSingleton<IValidateOptions<SettingKeys>, SettingKeysValidator>();
        services.AddOptions<SettingKeys>().ValidateOnStart();
        services.AddOptions<TOptions>().Configure(section.BindTo).ValidateOnStart();
        return services.AddSingleton<SettingSection>(section);
    }
}
