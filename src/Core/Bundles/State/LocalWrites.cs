namespace ReleasePortal.Core.Bundles.State;

/// <summary>What is kept on a machine is a convenience: where that fails it is told once, and what the workspace holds counts.</summary>
/// <param name="log">Gets a sentence.</param>
sealed class LocalWrites(Action<string> log)
{
    bool _isOver;

    public void Try(Action write)
    {
        try
        {
            if (!_isOver)
            {
                write();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _isOver = true;
            log($"Warning: the copy of the state on this machine cannot be kept: {fault.Message}");
        }
    }
}
