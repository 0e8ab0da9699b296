using Microsoft.Extensions.Options;

namespace ReleasePortal.Core;

/// <summary>What is wrong with the settings, asked before anything is done with them.</summary>
public static class SettingFaults
{
    /// <returns>Every fault of every section that is checked at start; each names its key. A value of the wrong type, like a word for a
    /// number, is told alone.</returns>
    public static IReadOnlyList<string> Of(IStartupValidator settings)
    {
        try
        {
            settings.Validate();
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [.. fault.Failures.Distinct(StringComparer.Ordinal)];
        }
        catch (AggregateException faults) when (faults.InnerExceptions.All(fault => fault is OptionsValidationException))
        {
            return [.. faults.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures).Distinct(StringComparer.Ordinal)];
        }
        catch (InvalidOperationException fault) when (fault.Source is "Microsoft.Extensions.Configuration.Binder")
        {
            return [fault.Message];
        }
    }
}
