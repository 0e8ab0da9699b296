using System.Runtime.InteropServices;
using ReleasePortal.Cli;

using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var terminal = new Terminal(Console.Out, Console.Error, Console.In, IsInteractive: !Console.IsInputRedirected);
return await new Application(terminal, ShellEnvironment.Current()).RunAsync(args, interrupted.Token);

// The first signal leaves time to tidy up, the second one does not.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
