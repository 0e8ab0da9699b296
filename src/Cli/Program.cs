using ReleasePortal.Cli;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

var terminal = new Terminal(Console.Out, Console.Error, Console.In, IsInteractive: !Console.IsInputRedirected);
return await new Application(terminal, ShellEnvironment.Current()).RunAsync(args, interrupted.Token);
