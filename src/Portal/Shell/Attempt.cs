using ReleasePortal.Core;
using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Shell;

/// <summary>Something the reader asks for: busy while it runs, then what was said against it or what it ran into.
/// It is told where the reader is, so that what they typed and read stays.</summary>
public sealed partial class Attempt(ILogger<Attempt> log)
{
    public bool IsBusy { get; private set; }

    /// <summary>Why it was refused, each a sentence for the person.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    /// <summary>Under which reference the portal's log tells of the fault; null when there was none.</summary>
    public string? Fault { get; private set; }

    public bool WentWell => Refused.Count == 0 && Fault is null;

    public void Refuse(params IReadOnlyList<string> objections) => (Refused, Fault) = (objections, null);

    public Task RunAsync(Func<Task<Outcome>> act, CancellationToken leaving) => RunAsync(
        async () =>
        {
            if (await act() is Outcome.Refused refused)
            {
                Refuse(refused.Objections);
            }
        },
        leaving);

    /// <param name="leaving">Once it is cancelled nobody is there to be told; the fault is logged all the same.</param>
    public async Task RunAsync(Func<Task> act, CancellationToken leaving)
    {
        (IsBusy, Refused, Fault) = (true, [], null);
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The reader has left: nobody waits for the answer.
        }
        catch (SignedOutException fault)
        {
            Refuse(fault.Message);
        }
        catch (Exception fault)
        {
            Fault = Guid.NewGuid().ToString("n")[..8];
            LogFault(fault, Fault);
        }
        finally
        {
            IsBusy = false;
        }
    }

    [LoggerMessage(LogLevel.Error, "What a person asked for broke, reference {Reference}")]
    partial void LogFault(Exception fault, string reference);
}
