package dev.rookery.server.replication;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.rookery.game.Entity;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Field;
import java.util.List;

/// Writes the class that reads an entity's annotated fields: plain `getfield` instructions in a [NestMate]. Chosen over method
/// handles by `bench tick` (FieldReadBenchmark).
final class FieldReaderGenerator {
    private static final ClassDesc CD_FIELD_READER = NestMate.describe(FieldReader.class);
    private static final ClassDesc CD_ENTITY = NestMate.describe(Entity.class);
    private static final ClassDesc CD_DOUBLES = CD_double.arrayType();
    private static final MethodTypeDesc MTD_ACCESS = MethodTypeDesc.of(CD_void, CD_ENTITY, CD_DOUBLES);

    private FieldReaderGenerator() {}

    /// A reader of `fields`, which all belong to `type` or its superclasses; `writable` says which may be written.
    static FieldReader generate(Class<? extends Entity> type, List<Field> fields, List<Boolean> writable) {
        ClassDesc owner = NestMate.describe(type);
        return NestMate.of(type, FieldReader.class, List.of(), builder -> builder
                .withMethodBody("read", MTD_ACCESS, ClassFile.ACC_PUBLIC, code -> {
                    code.aload(1).checkcast(owner).astore(3);
                    for (int i = 0; i < fields.size(); i++) {
                        code.aload(2).loadConstant(i).aload(3);
                        emitRead(code, fields.get(i));
                        code.dastore();
                    }
                    code.return_();
                })
                .withMethodBody("write", MTD_ACCESS, ClassFile.ACC_PUBLIC, code -> {
                    code.aload(1).checkcast(owner).astore(3);
                    for (int i = 0; i < fields.size(); i++) {
                        if (writable.get(i)) {
                            code.aload(3).aload(2).loadConstant(i).daload();
                            emitWrite(code, fields.get(i));
                        }
                    }
                    code.return_();
                }));
    }

    private static void emitRead(CodeBuilder code, Field field) {
        Class<?> type = field.getType();
        code.getfield(NestMate.describe(field.getDeclaringClass()), field.getName(), NestMate.describe(type));
        if (type == float.class) {
            code.f2d();
        } else if (type.isEnum()) {
            code.invokevirtual(ClassDesc.of("java.lang.Enum"), "ordinal", MethodTypeDesc.of(CD_int)).i2d();
        } else if (Entity.class.isAssignableFrom(type)) {
            code.invokestatic(CD_FIELD_READER, "reference", MethodTypeDesc.of(CD_double, CD_ENTITY));
        } else if (type != double.class) {
            code.i2d();
        }
    }

    private static void emitWrite(CodeBuilder code, Field field) {
        Class<?> type = field.getType();
        if (type == float.class) {
            code.d2f();
        } else if (type != double.class) {
            throw new IllegalArgumentException("Only double and float fields have a grid: field=" + field);
        }
        code.putfield(NestMate.describe(field.getDeclaringClass()), field.getName(), NestMate.describe(type));
    }
}
