using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Settings;

/// <summary>All keys of ours; the options under which their faults are told.</summary>
sealed class SettingKeys;

/// <summary>Finds the values of all sections that cannot be read, and the keys that nobody reads.</summary>
sealed class SettingKeysValidator(IEnumerable<SettingSection> sections) : IValidateOptions<SettingKeys>
{
    public ValidateOptionsResult Validate(string? name, SettingKeys options)
    {
        string[] faults = [.. sections.SelectMany(section => section.Faults()), .. Misspelt()];
        return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    /// <summary>Most of what stands beside our sections is somebody else's, like all the variables of the environment.</summary>
    IEnumerable<string> Misspelt()
    {
        List<string> known = [.. sections.Select(section => section.Path)];
        return from configuration in sections.Select(section => section.Configuration).Distinct()
               from other in configuration.GetChildren()
               where other.GetChildren().Any() && !known.Contains(other.Key, StringComparer.OrdinalIgnoreCase)
               let meant = Spelling.Nearest(other.Key, known)
               where meant is not null
               select $"{other.Key}: is no section of settings; is {meant} meant?";
    }
}
