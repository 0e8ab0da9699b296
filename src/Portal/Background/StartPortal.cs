using Microsoft.Extensions.Options;
using ReleasePortal.Core.Persistence;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Portal.Background;

/// <summary>What must hold before the first request: right settings, and tables of this version.</summary>
static class StartPortal
{
    /// <returns>False when it cannot; why stands on standard error then, every wrong setting at once.</returns>
    public static async Task<bool> PrepareAsync(this WebApplication app)
    {
        if (SettingFaults.Of(app.Services.GetRequiredService<IStartupValidator>()) is { Count: > 0 } faults)
        {
            await Console.Error.WriteLineAsync(
                $"The portal cannot start: {faults.Count} setting(s) are missing or wrong (docs/setup.md explains each).");
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync($"  {fault}");
            }

            return false;
        }

        try
        {
            await app.Services.GetRequiredService<PrepareDatabase>().RunAsync(app.Lifetime.ApplicationStopping);
            return true;
        }
        catch (UpgradeException fault)
        {
            await Console.Error.WriteLineAsync($"The portal cannot start. {fault.Message}");
            return false;
        }
    }
}
