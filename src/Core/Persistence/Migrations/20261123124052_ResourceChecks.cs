using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ResourceChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ResourceChecks",
                columns: table => new
                {
                    Pipeline = table.Column<string>(type: "TEXT", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", nullable: false),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Fault = table.Column<string>(type: "TEXT", nullable: true),
                    Plan = table.Column<string>(type: "TEXT", nullable: true),
                    PlannedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    KeptDigest = table.Column<string>(type: "TEXT", nullable: true),
                    KeptByName = table.Column<string>(type: "TEXT", nullable: true),
                    KeptReason = table.Column<string>(type: "TEXT", nullable: true),
                    KeptAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResourceChecks", x => new { x.Pipeline, x.Stage });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ResourceChecks");
        }
    }
}
