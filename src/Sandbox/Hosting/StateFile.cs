using System.Text.Json;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>The state of one stand-in behind a lock; written through on every change where a restart should find it again.</summary>
sealed class StateFile<T>
    where T : class, new()
{
    readonly Lock _gate = new();
    readonly string? _path;
    readonly T _value;

    public StateFile(string? path)
    {
        _path = path;
        _value = path is not null && File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path)) ?? new T() : new T();
    }

    /// <summary>The result must not share anything that a later change touches.</summary>
    public TResult Read<TResult>(Func<T, TResult> read)
    {
        lock (_gate)
        {
            return read(_value);
        }
    }

    public TResult Change<TResult>(Func<T, TResult> change)
    {
        lock (_gate)
        {
            var result = change(_value);
            if (_path is not null)
            {
                PrivateFile.WriteAllText(_path, JsonSerializer.Serialize(_value));
            }

            return result;
        }
    }
}
