using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Core.Settings;

/// <summary>What the text of a setting has to be like to become a value.</summary>
static class SettingValue
{
    /// <summary>Whether it is one value and not a group of settings; the binder asks the same.</summary>
    public static bool Is(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    /// <returns>A sentence that follows the key; null when all is well. No secret is in it: those are text, which is
    /// never wrong here.</returns>
    public static string? FaultOf(Type type, string text, IEnumerable<ValidationAttribute> limits) =>
        Read(Nullable.GetUnderlyingType(type) ?? type, text) is { } value
        ? limits.Where(limit => !limit.IsValid(value)).Select(limit => Words(limit, value)).FirstOrDefault()
        : $"'{text}' is not {Words(Nullable.GetUnderlyingType(type) ?? type)}.";

    static object? Read(Type type, string text)
    {
        try
        {
            var value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return value switch
            {
                Uri address => address is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? address : null,
                Enum => Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? value : null,
                _ => value,
            };
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    static string Words(ValidationAttribute limit, object value) => limit is RangeAttribute range
        ? $"must be between {range.Minimum} and {range.Maximum}, not {value}."
        : limit.FormatErrorMessage("value");

    static string Words(Type type) => type switch
    {
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ when type == typeof(int) || type == typeof(long) => "a number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "a duration like 00:00:30 or 15.00:00:00 (days.hours:minutes:seconds)",
        _ when type == typeof(Uri) => "a whole address like https://example.com",
        _ => "understood",
    };
}
