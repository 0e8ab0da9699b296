using ReleasePortal.Bench.Elt;

switch (args)
{
    case ["elt", .. var rest]:
        await EltBench.RunAsync(rest is [var rows] ? int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000, CancellationToken.None);
        return 0;
    default:
        Console.WriteLine("dotnet run -c Release --project bench -- elt [rows]    all layers in the sandbox, against plain DuckDB (1000000)");
        return 1;
}
