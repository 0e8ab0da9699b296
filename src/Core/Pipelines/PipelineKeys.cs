using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Pipelines;

/// <summary>The section <c>Pipelines</c> key by key. The binder would leave out a whole stage for one value that it cannot read, and pass over a
/// misspelt key.</summary>
sealed class PipelineKeys(IConfiguration configuration) : IValidateOptions<PipelinesOptions>
{
    const string Section = nameof(PipelinesOptions.Pipelines);

    public ValidateOptionsResult Validate(string? name, PipelinesOptions options) =>
        Faults() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults.Select(fault => $"{fault.Key}: {fault.Value}")) : ValidateOptionsResult.Success;

    /// <summary>Everything that can be read; what cannot is told by <see cref="Validate"/>.</summary>
    public void Bind(PipelinesOptions options)
    {
        var faults = Faults();
        new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.GetSection(Section).AsEnumerable().Where(setting => setting.Value is not null && !faults.ContainsKey(setting.Key) && !IsLeftOut(setting)))
            .Build()
            .Bind(options);
    }

    /// <summary>Nothing at all takes back what another source of settings names.</summary>
    static bool IsLeftOut(KeyValuePair<string, string?> setting) => setting.Value is ""
        && (setting.Key.Contains($":{nameof(StageOptions.Infrastructure)}:", StringComparison.OrdinalIgnoreCase)
            || setting.Key.EndsWith($":{nameof(StageOptions.KeyVault)}", StringComparison.OrdinalIgnoreCase));

    Dictionary<string, string> Faults() =>
        Walk(typeof(Dictionary<string, PipelineOptions>), configuration.GetSection(Section)).ToDictionary(StringComparer.OrdinalIgnoreCase);

    static IEnumerable<KeyValuePair<string, string>> Walk(Type type, IConfigurationSection section)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() != typeof(Nullable<>))
        {
            return section.Value is { Length: > 0 } one && type.GetGenericArguments().Length == 1
                ? [new(section.Path, $"'{one}' is one value, and this is a list: write {section.Key}:0.")]
                : section.GetChildren().SelectMany(child => Walk(type.GetGenericArguments()[^1], child));
        }

        if (type.Namespace == typeof(PipelineOptions).Namespace && type.IsClass)
        {
            return section.GetChildren().SelectMany(child => Property(type, child.Key) is { } known
                ? Walk(known, child)
                : [new(child.Path, "is no setting; it may be misspelt.")]);
        }

        return section.Value is not { Length: > 0 } value || CanBe(type, value) ? [] : [new(section.Path, $"'{value}' is not {Words(type)}.")];
    }

    static Type? Property(Type type, string name) =>
        type.GetProperties().FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.PropertyType;

    static bool CanBe(Type type, string value)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    static string Words(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var number when number == typeof(int) => "a number",
        var flag when flag == typeof(bool) => "true or false",
        var time when time == typeof(TimeSpan) => "a time like 15.00:00:00 (days.hours:minutes:seconds)",
        { IsEnum: true } choice => string.Join(" or ", Enum.GetNames(choice)),
        _ => "understood",
    };
}
