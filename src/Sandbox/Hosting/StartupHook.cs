/// <summary>
/// Runs inside the portal that the sandbox starts (DOTNET_STARTUP_HOOKS) and ends it once the sandbox is gone, even if that was
/// killed hard: the portal's standard input is a pipe that only the sandbox holds open. The portal itself knows nothing of it.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for this very name outside of any namespace.
static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize()
    {
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        new Thread(EndWithTheSandbox) { IsBackground = true, Name = "Sandbox watch" }.Start();
    }

    static void EndWithTheSandbox()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is ever said here; only the end counts.
        }

        Environment.Exit(0);
    }
}
