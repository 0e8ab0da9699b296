using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Persistence;

/// <summary>Says nothing of the text but the file: it may hold a password.</summary>
sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    const string Key = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Portal)}";

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        FaultOf(options.Portal) is { } fault ? ValidateOptionsResult.Fail($"{Key}: {fault}") : ValidateOptionsResult.Success;

    static string? FaultOf(string text)
    {
        try
        {
            return new SqliteConnectionStringBuilder(text).DataSource is { Length: > 0 } file
                ? FaultOfFolder(file)
                : "names no file; write Data Source=<file>.";
        }
        catch (ArgumentException)
        {
            return "cannot be read; write Data Source=<file>.";
        }
    }

    static string? FaultOfFolder(string file) =>
        !file.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            && Path.GetDirectoryName(file) is { Length: > 0 } folder
            && !Directory.Exists(folder)
            ? $"the folder of '{file}' does not exist."
            : null;
}
