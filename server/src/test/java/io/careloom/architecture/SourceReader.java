package io.careloom.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Parses one Java file into a {@link Source}, with the parser of the JDK. */
final class SourceReader extends TreeScanner<@Nullable Void, @Nullable Void> {
    private static final Set<String> BROAD = Set.of("Exception", "Throwable", "RuntimeException", "Error");

    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final String text;
    private final List<Source.Type> types = new ArrayList<>();
    private final List<Source.Method> methods = new ArrayList<>();
    private final List<Source.Text> texts = new ArrayList<>();
    private final List<String> mentions = new ArrayList<>();
    private final List<Source.Excuse> excuses = new ArrayList<>();
    private final List<ClassTree> around = new ArrayList<>();
    private String member = "";
    private boolean open = true;
    private boolean broadCatch;

    private SourceReader(SourcePositions positions, CompilationUnitTree unit, String text) {
        this.positions = positions;
        this.unit = unit;
        this.text = text;
    }

    /** Reads all files below the folder; {@code base} is the package in which rooms are the first level. */
    static List<Source> readAll(Path folder, String base) {
        try (Stream<Path> walk = Files.walk(folder);
                StandardJavaFileManager manager =
                        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            List<Path> paths = walk.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            null,
                            manager,
                            null,
                            List.of("-proc:none"),
                            null,
                            manager.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                String text = unit.getSourceFile().getCharContent(true).toString();
                sources.add(new SourceReader(positions, unit, text).read(base));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Source read(String base) {
        scan(unit, null);
        String packageName = unit.getPackageName().toString();
        String below = packageName.equals(base) ? "" : packageName.substring(base.length() + 1);
        int dot = below.indexOf('.');
        String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
        return new Source(
                packageName,
                dot < 0 ? below : below.substring(0, dot),
                dot < 0 ? "" : below.substring(dot + 1),
                file.substring(0, file.length() - ".java".length()),
                text,
                types,
                methods,
                texts,
                mentions,
                excuses);
    }

    @Override
    public @Nullable Void visitPackage(PackageTree node, @Nullable Void nothing) {
        node.getAnnotations().forEach(annotation -> annotation.accept(this, null));
        return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
        boolean openAround = open;
        boolean named = !node.getSimpleName().isEmpty();
        boolean inContract = !around.isEmpty() && isContract(around.getLast());
        open = open && named && (inContract || has(node.getModifiers(), Modifier.PUBLIC));
        if (named) {
            types.add(new Source.Type(
                    node.getSimpleName().toString(),
                    node.getKind().name(),
                    open,
                    around.isEmpty(),
                    isDocumented(node)));
        }
        around.add(node);
        super.visitClass(node, nothing);
        around.removeLast();
        open = openAround;
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
        String before = member;
        boolean caughtBefore = broadCatch;
        ClassTree owner = around.getLast();
        member = node.getReturnType() == null
                ? owner.getSimpleName().toString()
                : node.getName().toString();
        broadCatch = false;
        super.visitMethod(node, nothing);
        boolean isPublic = isContract(owner)
                ? !has(node.getModifiers(), Modifier.PRIVATE)
                : has(node.getModifiers(), Modifier.PUBLIC);
        boolean isOverride = node.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        boolean ofRecord = owner.getKind() == Tree.Kind.RECORD && node.getReturnType() == null;
        methods.add(new Source.Method(
                member,
                linesOf(node),
                ofRecord ? 0 : node.getParameters().size(),
                open && isPublic && !isOverride && !ofRecord,
                isDocumented(node),
                broadCatch));
        member = before;
        broadCatch = caughtBefore;
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree node, @Nullable Void nothing) {
        boolean isField = member.isEmpty();
        if (isField) {
            member = node.getName().toString();
        }
        super.visitVariable(node, nothing);
        if (isField) {
            member = "";
        }
        return null;
    }

    @Override
    public @Nullable Void visitCatch(CatchTree node, @Nullable Void nothing) {
        String caught = node.getParameter().getType().toString();
        broadCatch |= Arrays.stream(caught.split(" \\| ")).anyMatch(BROAD::contains);
        return super.visitCatch(node, nothing);
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
        if (node.getValue() instanceof String value) {
            texts.add(new Source.Text(member, value));
        }
        return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void nothing) {
        mentions.add(node.toString());
        return super.visitMemberSelect(node, nothing);
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void nothing) {
        if (node.getAnnotationType().toString().equals("Allowed")) {
            excuses.add(new Source.Excuse(argument(node, "rule"), argument(node, "because"), member));
        }
        return super.visitAnnotation(node, nothing);
    }

    private static String argument(AnnotationTree annotation, String name) {
        for (Tree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment
                    && assignment.getVariable().toString().equals(name)
                    && assignment.getExpression() instanceof LiteralTree literal) {
                return String.valueOf(literal.getValue());
            }
        }
        return "";
    }

    private static boolean has(ModifiersTree modifiers, Modifier modifier) {
        return modifiers.getFlags().contains(modifier);
    }

    /** Members of interfaces and annotations are public without saying so. */
    private static boolean isContract(ClassTree type) {
        return type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
    }

    private int linesOf(MethodTree method) {
        long first = positions.getStartPosition(unit, method.getModifiers()) >= 0 && method.getReturnType() != null
                ? positions.getStartPosition(unit, method.getReturnType())
                : positions.getStartPosition(unit, method);
        long last = positions.getEndPosition(unit, method);
        return (int) (unit.getLineMap().getLineNumber(last) - unit.getLineMap().getLineNumber(first) + 1);
    }

    private boolean isDocumented(Tree tree) {
        String before =
                text.substring(0, (int) positions.getStartPosition(unit, tree)).stripTrailing();
        return before.endsWith("*/")
                || before.substring(before.lastIndexOf('\n') + 1).strip().startsWith("///");
    }
}
