using System.Diagnostics;

namespace ReleasePortal.Core.Tests.Elt;

/// <summary>The sample is what its script writes, the same bytes each time, in any size.</summary>
public sealed class SampleScriptTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("elt-sample-").FullName;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_committed_files_are_what_the_script_writes()
    {
        await WriteAsync("again");

        var files = Directory.GetFiles(SampleOrders.CommittedFolder).Select(Path.GetFileName).ToArray();
        Directory.GetFiles(Path.Combine(_folder, "again")).Select(Path.GetFileName).ShouldBe(files, ignoreOrder: true);
        files.ShouldContain(
            name => new FileInfo(Path.Combine(SampleOrders.CommittedFolder, name!)).Length == 0, "an empty delivery belongs to the sample");
        foreach (var file in files)
        {
            (await File.ReadAllBytesAsync(Path.Combine(_folder, "again", file!), Soon)).ShouldBe(
                await File.ReadAllBytesAsync(Path.Combine(SampleOrders.CommittedFolder, file!), Soon), file);
        }
    }

    [Fact]
    public async Task More_rows_are_as_many_as_asked_for_and_another_seed_gives_others()
    {
        await WriteAsync("large", "--rows", "20000");
        await WriteAsync("same", "--rows", "20000");
        await WriteAsync("other", "--rows", "20000", "--seed", "7");

        SampleOrders.In(Path.Combine(_folder, "large")).Bronze.ShouldBe(20_000);
        Text("same").ShouldBe(Text("large"));
        Text("other").ShouldNotBe(Text("large"));
    }

    string Text(string name) =>
        string.Concat(Directory.GetFiles(Path.Combine(_folder, name)).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    async Task WriteAsync(string name, params string[] arguments)
    {
        var python = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(python is null, "There is no python3 here.");
        using var script = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "bundle", "scripts", "make_orders.py"), "--out", Path.Combine(_folder, name), .. arguments]))!;
        await script.WaitForExitAsync(Soon);
        script.ExitCode.ShouldBe(0);
    }
}
