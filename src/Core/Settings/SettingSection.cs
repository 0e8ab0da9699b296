using Microsoft.Extensions.Configuration;

namespace ReleasePortal.Core.Settings;

/// <summary>A section of the settings, key by key. The binder would stop at the first value that it cannot read, and
/// pass over a misspelt key.</summary>
public abstract class SettingSection(IConfiguration configuration, string path)
{
    public string Path => path;

    /// <summary>Others read the section, too: a key that is unknown here is theirs, unless it is nearly one of ours.</summary>
    public bool IsShared { get; init; }

    internal IConfiguration Configuration => configuration;

    protected abstract Type Type { get; }

    internal IEnumerable<string> Faults() =>
        Read().Where(setting => setting.Fault is not null).Select(setting => $"{setting.Key}: {setting.Fault}");

    /// <summary>Sets everything that can be read. What is empty is left out.</summary>
    private protected void BindPart(object part) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            Read().Where(setting => setting.Fault is null).Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
        .Build().GetSection(path).Bind(part);

    IEnumerable<ReadSetting> Read() => new SettingReader(IsShared).Read(Type, configuration.GetSection(path));
}

public sealed class SettingSection<TOptions>(IConfiguration configuration, string path) : SettingSection(configuration, path)
    where TOptions : class, new()
{
    /// <summary>What of the options the section describes: all, unless they have a name for it.</summary>
    public Func<TOptions, object> Part { get; init; } = options => options;

    protected override Type Type => Part(new()).GetType();

    internal void BindTo(TOptions options) => BindPart(Part(options));
}
