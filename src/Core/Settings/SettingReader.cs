using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace ReleasePortal.Core.Settings;

/// <param name="Fault">A sentence that follows the key.</param>
sealed record ReadSetting(string Key, string? Value, string? Fault = null);

/// <summary>Holds settings against the type that they are for. What is empty or null is no setting.</summary>
sealed class SettingReader(bool isShared)
{
    /// <summary>A value that the section itself has is not looked at: the environment may hold a variable of its name
    /// for somebody else.</summary>
    public IEnumerable<ReadSetting> Read(Type type, IConfigurationSection section) => Below(type, section, property: null);

    IEnumerable<ReadSetting> Below(Type type, IConfigurationSection section, PropertyInfo? property)
    {
        if (IsMany(type))
        {
            return section.GetChildren().SelectMany(child => Of(type.GetGenericArguments()[^1], child, property));
        }

        var properties = type.GetProperties().Where(candidate => candidate.CanWrite || IsMany(candidate.PropertyType)).ToList();
        return section.GetChildren().SelectMany(child =>
            properties.Find(candidate => candidate.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is { } known
                ? Of(known.PropertyType, child, known)
                : Unknown(child, properties.Select(candidate => candidate.Name)));
    }

    IEnumerable<ReadSetting> Of(Type type, IConfigurationSection section, PropertyInfo? property)
    {
        if (!SettingValue.Is(type))
        {
            return section.Value is { Length: > 0 } value
                ? [new(section.Path, value, OneValue(type, section, value))]
                : Below(type, section, property);
        }

        if (section.GetChildren().Any())
        {
            return section.GetChildren()
                .Select(child => new ReadSetting(child.Path, child.Value, $"is no setting; {section.Path} is one value."));
        }

        return section.Value switch
        {
            null => [],
            "" => property?.IsDefined(typeof(EmptyCountsAttribute)) is true ? [new(section.Path, "")] : [],
            var value =>
                [new(section.Path, value, SettingValue.FaultOf(type, value, property?.GetCustomAttributes<ValidationAttribute>() ?? []))],
        };
    }

    IEnumerable<ReadSetting> Unknown(IConfigurationSection section, IEnumerable<string> known) =>
        (Spelling.Nearest(section.Key, known), isShared) switch
        {
            ({ } meant, _) => [new(section.Path, section.Value, $"is no setting; is {meant} meant?")],
            (null, false) => [new(section.Path, section.Value, "is no setting; it may be misspelt.")],
            _ => [],
        };

    /// <summary>A list has no secrets in it; what somebody gives to a group of settings may be one.</summary>
    static string OneValue(Type type, IConfigurationSection section, string value) => IsMany(type) && type.GetGenericArguments().Length == 1
        ? $"'{value}' is one value, and this is a list: write {section.Key}:0."
        : $"is a group of settings, and not one value: write {section.Key}:<name>.";

    static bool IsMany(Type type) => type.IsGenericType && Nullable.GetUnderlyingType(type) is null;
}
