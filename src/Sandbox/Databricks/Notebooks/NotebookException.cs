namespace ReleasePortal.Sandbox.Databricks.Notebooks;

/// <summary>A notebook ended with a fault; the message is what a person reads first.</summary>
/// <param name="trace">The statement that failed and where it stands.</param>
sealed class NotebookException(string message, string? trace = null, Exception? cause = null) : Exception(message, cause)
{
    public string Trace => trace ?? Message;
}
