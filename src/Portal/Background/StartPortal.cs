using Microsoft.Extensions.Options;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Portal.Background;

/// <summary>What must hold before the first request: right settings, and tables of this version.</summary>
static class StartPortal
{
    /// <returns>False when the settings are wrong; every fault stands on standard error then.</returns>
    public static async Task<bool> PrepareAsync(this WebApplication app)
    {
        if (Faults(app.Services.GetRequiredService<IStartupValidator>()) is { Count: > 0 } faults)
        {
            await Console.Error.WriteLineAsync($"The portal cannot start: {faults.Count} setting(s) are missing or wrong (docs/setup.md explains each).");
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync($"  {fault}");
            }

            return false;
        }

        await app.Services.GetRequiredService<PrepareDatabase>().RunAsync(app.Lifetime.ApplicationStopping);
        return true;
    }

    static IReadOnlyList<string> Faults(IStartupValidator settings)
    {
        try
        {
            settings.Validate();
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [.. fault.Failures];
        }
        catch (AggregateException faults) when (faults.InnerExceptions.All(fault => fault is OptionsValidationException))
        {
            return [.. faults.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures)];
        }
    }
}
