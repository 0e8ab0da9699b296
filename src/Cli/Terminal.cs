namespace ReleasePortal.Cli;

/// <summary>What people and scripts see: answers on <paramref name="Out"/>, everything told on the way on
/// <paramref name="Error"/>.</summary>
/// <param name="IsInteractive">Somebody is there to answer.</param>
sealed record Terminal(TextWriter Out, TextWriter Error, TextReader In, bool IsInteractive)
{
    /// <exception cref="DeclinedException">No, or nobody to ask.</exception>
    public async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        if (!IsInteractive)
        {
            throw new DeclinedException("Nobody is here to agree. Look at the plan, then pass --auto-approve.");
        }

        await Error.WriteAsync($"{question} [y/n]: ");
        var answer = await Task.Run(In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        if (answer?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new DeclinedException("Declined; nothing was changed.");
        }
    }
}

/// <summary>Somebody said no before anything was done.</summary>
sealed class DeclinedException(string message) : Exception(message);
