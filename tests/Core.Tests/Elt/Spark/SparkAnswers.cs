using System.Data.Common;
using System.Globalization;
using ReleasePortal.Sandbox.Databricks.Sql;

namespace ReleasePortal.Core.Tests.Elt.Spark;

/// <summary>Asking the sandbox in Spark SQL, and showing what it answers.</summary>
static class SparkAnswers
{
    /// <summary>Rows, one a line, their fields set off by bars.</summary>
    public static async Task<string> RowsAsync(this EltWorkspace dev, string sql) =>
        string.Join('\n', (await dev.SqlAsync(sql)).Rows.Select(row => string.Join(" | ", row.Select(Shown))));

    /// <summary>The type of an expression and its text. The sandbox's typeof fails if the engine has another type than Spark.</summary>
    public static async Task<string> ValueAsync(this EltWorkspace dev, string expression) =>
        string.Join(' ', (await dev.SqlAsync($"SELECT typeof({expression}), CAST({expression} AS STRING)")).Rows[0].Select(Shown));

    /// <summary>Why it does not run, whoever says it.</summary>
    public static async Task<string> RefusalAsync(this EltWorkspace dev, string sql)
    {
        var refusal = await Record.ExceptionAsync(() => dev.SqlAsync(sql));
        return refusal is SqlNotRunException or DbException ? refusal.Message : $"It ran, or failed otherwise: {refusal}";
    }

    static string Shown(object? value) => value switch
    {
        null => "NULL",
        bool truth => truth ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
