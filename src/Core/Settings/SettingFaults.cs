using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Settings;

/// <summary>What is wrong with the settings, asked before anything is done with them.</summary>
public static class SettingFaults
{
    /// <returns>Every fault of every section; each begins with its whole key. Where a value cannot be read or a key
    /// is misspelt, nothing else is said of that key: its default has taken its place.</returns>
    public static IReadOnlyList<string> Of(IStartupValidator settings)
    {
        var faults = Thrown(settings);
        var unread = faults.Where(fault => fault.OptionsType == typeof(SettingKeys)).SelectMany(fault => fault.Failures).ToList();
        List<string> keys = [.. unread.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)])];
        var others = faults.Where(fault => fault.OptionsType != typeof(SettingKeys)).SelectMany(fault => fault.Failures);
        return [.. unread.Concat(others.Where(fault => !keys.Exists(key => IsOf(key, fault)))).Distinct(StringComparer.Ordinal)];
    }

    static List<OptionsValidationException> Thrown(IStartupValidator settings)
    {
        try
        {
            settings.Validate();
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [fault];
        }
        catch (AggregateException faults) when (faults.InnerExceptions.All(fault => fault is OptionsValidationException))
        {
            return [.. faults.InnerExceptions.Cast<OptionsValidationException>()];
        }
    }

    static bool IsOf(string key, string fault) =>
        fault.StartsWith(key, StringComparison.OrdinalIgnoreCase) && fault.Length > key.Length && fault[key.Length] is ':' or ' ';
}
