using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.Databricks.Runs;

/// <summary>One attempt at one task of a run.</summary>
public sealed class TaskRun
{
    public required long RunId { get; init; }

    /// <summary>As in the job's settings.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>0 for the first.</summary>
    public int Attempt { get; init; }

    /// <summary>The run was asked for without this task; nothing waits for it.</summary>
    public bool IsLeftOut { get; init; }

    public string Key => (string)Settings["task_key"]!;

    public RunStatus Status { get; init; } = new();

    /// <summary>What the notebook handed to <c>dbutils.notebook.exit</c>.</summary>
    public string? Result { get; set; }

    public string? Error { get; set; }

    public string? ErrorTrace { get; set; }
}
