using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReleasePortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class KeptDifferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "KeptByName",
                table: "ResourceChecks");

            migrationBuilder.DropColumn(
                name: "KeptDigest",
                table: "ResourceChecks");

            migrationBuilder.DropColumn(
                name: "KeptReason",
                table: "ResourceChecks");

            migrationBuilder.DropColumn(
                name: "KeptAt",
                table: "ResourceChecks");

            // What was kept for a whole stage lapses: nobody can tell which resource was meant.
            migrationBuilder.AddColumn<long>(
                name: "FailingSince",
                table: "ResourceChecks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.RenameColumn(
                name: "MadeAt",
                table: "MadeResources",
                newName: "Since");

            migrationBuilder.AddColumn<string>(
                name: "Kept",
                table: "ResourceChecks",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AlterColumn<int>(
                name: "Deployment",
                table: "MadeResources",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Kept",
                table: "ResourceChecks");

            migrationBuilder.DropColumn(
                name: "FailingSince",
                table: "ResourceChecks");

            migrationBuilder.AddColumn<long>(
                name: "KeptAt",
                table: "ResourceChecks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.RenameColumn(
                name: "Since",
                table: "MadeResources",
                newName: "MadeAt");

            migrationBuilder.AddColumn<string>(
                name: "KeptByName",
                table: "ResourceChecks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeptDigest",
                table: "ResourceChecks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeptReason",
                table: "ResourceChecks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "Deployment",
                table: "MadeResources",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
